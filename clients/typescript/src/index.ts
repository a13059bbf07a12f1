// Built by `make clients`, which puts schema.ts beside it, generated from openapi.yaml.
import createClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { components, paths } from "./schema.js";

/** What goes over the wire, by name: `Schemas["Article"]`, `Schemas["Quote"]`, … */
export type Schemas = components["schemas"];

/**
 * A client of the service at `options.baseUrl`. Each call gives `data`, or the problem as `error`.
 * Ask for `offset_unit: "utf16"`: that is what JavaScript's strings count.
 */
export const newsfacts = (options: ClientOptions): Client<paths> => createClient<paths>(options);
