/** Swagger UI over our own document. `SwaggerUIBundle` comes from the classic script before this one. */

import { startTheme } from "./theme.js";

startTheme();

globalThis.SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  defaultModelRendering: "example",
  displayRequestDuration: true,
  tryItOutEnabled: false,
  validatorUrl: null,
  presets: [globalThis.SwaggerUIBundle.presets.apis],
});
