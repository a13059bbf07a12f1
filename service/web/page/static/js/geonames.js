/** Places of the world, whose data is GeoNames'. Their licence, CC BY 4.0, asks for the credit. */

const SITE = "https://www.geonames.org/";
const COUNTRIES = new Intl.DisplayNames("en", { type: "region" });

/** @returns {string} the English name of a country, by its ISO 3166-1 code */
export const countryName = (code) => COUNTRIES.of(code);

/** @param {{country: string, geonames_id: number|null}} place */
export const placeAddress = ({ country, geonames_id: id }) => (id === null ? `${SITE}countries/${country}/` : `${SITE}${id}`);
