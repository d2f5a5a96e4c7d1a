/** What the pages of the web room ask of the server, beside the socket. */

import { call, post } from "./http.js";

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
