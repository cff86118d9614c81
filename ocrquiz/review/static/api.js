// What the page asks of the server. Every failure is an ApiError with a sentence for the person.

const token = document.querySelector('meta[name="token"]').content;

export class ApiError extends Error {
  constructor(status, message, detail = null) {
    super(message);
    this.status = status;
    this.detail = detail;
  }
}

async function request(path, method = "GET", body = undefined) {
  const headers = { accept: "application/json" };
  if (method !== "GET") headers["x-ocrquiz-token"] = token;
  if (body !== undefined) headers["content-type"] = "application/json";
  let response;
  try {
    response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw new ApiError(0, "The server does not answer. Is 'ocrquiz review' still running? Your changes are kept in this browser.");
  }
  if (response.status === 403) {
    throw new ApiError(403, "The server was started anew: open the address that it printed. Your changes are kept in this browser.");
  }
  const data = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(response.status, data.message ?? "The server could not do that.", data.detail ?? null);
  return data;
}

export const sections = () => request("/api/sections");
export const open = () => request("/api/open");
export const section = (number) => request(`/api/sections/${number}`);
export const save = (number, version, items) =>
  request(`/api/sections/${number}`, "PUT", { version, items: items.map(({ question, origins, accepted }) => ({ question, origins, accepted })) });
export const remarks = (question) => request("/api/remarks", "POST", question);
