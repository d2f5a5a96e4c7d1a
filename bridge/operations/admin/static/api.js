/** What the host's page asks of the server. */

import { call, post as send } from "./http.js";

const post = (path, body) => send(`/admin/api/${path}`, body);

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
