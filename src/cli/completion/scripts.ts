const functionOf = (name: string) => `_${name.replaceAll('-', '_')}`;

/** Each asks the command itself, so that it knows the functions of the project that the shell is in. */
export const SCRIPTS = {
  bash: (name: string) => `# eval "$(${name} completion bash)"
${functionOf(name)}() {
  local IFS=$'\\n'
  COMPREPLY=($(${name} __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F ${functionOf(name)} ${name}`,
  zsh: (name: string) => `# eval "$(${name} completion zsh)"
${functionOf(name)}() {
  local -a found
  found=("\${(@f)$(${name} __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -a found
}
compdef ${functionOf(name)} ${name}`,
  fish: (name: string) => `# ${name} completion fish | source
complete -c ${name} -f -a '(${name} __complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'`,
} as const;
