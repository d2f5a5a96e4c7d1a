/** Calls to the server over HTTP. A refusal carries the server's sentence, in the reader's language. */

/** The server said no; `cause` is the status of its answer. */
export class Refused extends Error {}

/** No answer at all: the server or the network is away. */
export class Offline extends Error {}

/** The server's answer, as JSON. */
export async function call(path, options) {
  const address = new URL(path, location.origin);
  address.searchParams.set("lang", document.documentElement.lang);
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Offline();
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  if (answer.sentence) throw new Refused(answer.sentence, { cause: response.status });
  throw new Offline();
}

export function post(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return call(path, { method: "POST", headers, body: JSON.stringify(body) });
}
