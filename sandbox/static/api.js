// The HTTP to the sandbox's backend.

/** The backend said no; the message is its sentence for people, or empty. */
class Refusal extends Error {}

async function ask(path, method, body) {
  const options = { method };
  if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  if (response.ok) return response.json();
  const answer = await response.json().catch(() => ({}));
  throw new Refusal(answer.error ?? "");
}

/** What to tell people about `error`: the backend's own sentence, else `otherwise`. */
export const sentenceOf = (error, otherwise) => (error instanceof Refusal && error.message) || otherwise;

export const get = (path) => ask(path, "GET");
export const post = (path, body) => ask(path, "POST", body);
export const remove = (path) => ask(path, "DELETE");

const part = encodeURIComponent;

export const chatPath = (talk, rest = "") => `/api/chats/${part(talk.id)}${rest}`;

/** What a 客服 conversation can do besides talking; its id there goes without the kf: in front. */
export const servicePath = (talk, rest = "") => `/api/kf/${part(talk.id.replace(/^kf:/, ""))}${rest}`;

/** Where `person` opens `url`: the sandbox remembers who it is before it hands over to the page. */
export function openPath(person, url) {
  return `/open?as=${part(person.account)}&url=${part(url)}`;
}
