export async function get(path) {
  const response = await fetch(path);
  return response.json();
}

export async function post(action, body) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`/api/${action}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error([answer.message, answer.hint].filter(Boolean).join(' '));
  return answer;
}
