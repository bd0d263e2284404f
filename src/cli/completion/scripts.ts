/** Each asks the command itself, so that it knows the functions of the project that the shell is in. */
export const SCRIPTS = {
  bash: `# eval "$(lambda-gen completion bash)"
_lambda_gen() {
  local IFS=$'\\n'
  COMPREPLY=($(lambda-gen __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _lambda_gen lambda-gen`,
  zsh: `# eval "$(lambda-gen completion zsh)"
_lambda_gen() {
  local -a found
  found=("\${(@f)$(lambda-gen __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -a found
}
compdef _lambda_gen lambda-gen`,
  fish: `# lambda-gen completion fish | source
complete -c lambda-gen -f -a '(lambda-gen __complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'`,
} as const;
