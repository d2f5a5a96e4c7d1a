/** Calls to the server. A refusal carries the server's sentence, in the reader's language. */

export class Refused extends Error {}

/** No answer at all: the server or the network is away. */
export class Offline extends Error {}

async function call(path, options) {
  const separator = path.includes("?") ? "&" : "?";
  const language = document.documentElement.lang;
  let response;
  try {
    response = await fetch(`${path}${separator}lang=${encodeURIComponent(language)}`, options);
  } catch {
    throw new Offline();
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  if (answer.sentence) throw new Refused(answer.sentence, { cause: response.status });
  throw new Offline();
}

function post(path, body) {
  return call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export const myRooms = () => call("/api/rooms");
export const startRoom = (name, title, language) => post("/api/rooms", { name, title, language });
export const lookAt = (invite) => call(`/api/invites/${encodeURIComponent(invite)}`);
export const joinRoom = (invite, name, language) => post(`/api/invites/${encodeURIComponent(invite)}`, { name, language });

export async function fetchPhrases(locale) {
  const response = await fetch(`/phrases/${locale}.json`);
  return response.ok ? response.json() : {};
}

/** Upload a file (`width` and `height` in pixels, 0 where unknown); returns its id. */
export async function upload(member, file, name, width = 0, height = 0) {
  const query = new URLSearchParams({ member, width, height });
  const headers = { "X-File-Name": encodeURIComponent(name), "Content-Type": "application/octet-stream" };
  const answer = await call(`/api/files?${query}`, { method: "POST", headers, body: file });
  return answer.file;
}
