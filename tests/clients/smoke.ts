// The generated client for TypeScript: every answer comes as the type that the document names.
import { newsfacts, type Schemas } from "newsfacts-client";

const text = "\u{1F6A2} “Nearly 40 boats stay in port,” harbour master Ilze Ozola said in Ventspils.";
const service = newsfacts({ baseUrl: "http://localhost:8000" });

function hold(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

const { data, error } = await service.POST("/v1/extract", { body: { text, id: "a1", offset_unit: "utf16" } });
hold(data, `no facts: ${error?.detail}`);
hold(data.id === "a1", "the id comes back");
const mentions = data.entities.flatMap((entity: Schemas["Entity"]) => entity.mentions);
for (const span of [...(data.quotes[0]?.spans ?? []), ...data.claims, ...mentions])
  hold(text.slice(span.start, span.end) === span.text, `offsets of ${span.text}`);
const claim: Schemas["Claim"] | undefined = data.claims[0];
hold(claim?.quantity.value === 40 && claim.quantity.modifier === "approximately", "the claim's quantity");

const refused = await service.POST("/v1/extract", { body: { text: "" } });
hold(refused.response.status === 422, `status ${refused.response.status}`);
hold(refused.error?.title, "a problem has a title");

const batch = await service.POST("/v1/extract/batch", { body: { documents: [{ text }, { text: "" }] } });
hold(batch.data, "a batch is answered");
const [good, bad] = batch.data.results;
hold(good?.facts && !good.problem, "the good document has facts");
hold(bad?.problem?.title && !bad.facts, "the bad one has a problem");

hold((await service.GET("/healthz")).response.ok, "healthz");
hold((await service.GET("/readyz")).response.ok, "readyz");
console.log("done");
