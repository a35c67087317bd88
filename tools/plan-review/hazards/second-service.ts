/** How a service with traffic gets what can't be changed while it answers, without an interruption. */
export const secondService = (service: string, setting = "the new setting"): string[] => [
  `Add a second service beside ${service}: another name, ${setting}, the same paths, and a priority behind that of ${service} (a higher number). npm run deploy`,
  `Give ${service} a priority behind that of the second service. npm run deploy: requests now go to the second service`,
  `Remove ${service}. npm run deploy`,
];
