/** Calls to the server. A refusal carries the server's sentence, in the reader's language. */

export class Refused extends Error {}

/** One has to log in first. */
export class LoggedOut extends Refused {}

/** No answer at all: the server or the network is away. */
export class Offline extends Error {}

async function call(path, options) {
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
  if (response.status === 401) throw new LoggedOut(answer.sentence);
  if (answer.sentence) throw new Refused(answer.sentence);
  throw new Offline();
}

function post(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return call(`/admin/api/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
}

export const logIn = (token) => post("login", { token });
export const logOut = () => post("logout");
export const state = (find, limit) => call(`/admin/api/state?${new URLSearchParams({ find, limit })}`);
export const decide = (number, decision) => post(`proposals/${number}/${decision}`);
export const backUp = () => post("backup");
export const offered = (origin) => post("packages/offered", { origin });
export const install = (origin, name) => post("packages/install", { origin, name });
export const cancel = (name) => post("packages/cancel", { name });
export const remove = (name) => post("packages/remove", { name });

export async function fetchPhrases(locale) {
  const response = await fetch(`/admin/phrases/${locale}.json`);
  return response.ok ? response.json() : {};
}
