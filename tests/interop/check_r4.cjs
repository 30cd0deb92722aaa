// Reads bundles as a JSON list, writes what npm's `fhir` says against them as another.
const path = require('node:path');
const { Fhir } = require(path.join(path.resolve(process.argv[2]), 'node_modules', 'fhir'));

const fhir = new Fhir();
const bundles = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const faults = bundles.flatMap((bundle) => {
  const inner = bundle.entry.map((entry) => entry.resource);
  return [bundle, ...inner].flatMap((resource) =>
    fhir.validate(resource, { errorOnUnexpected: true }).messages
      .filter((each) => ['error', 'fatal'].includes(each.severity))
      .map((each) => `${resource.resourceType} ${each.location}: ${each.message}`));
});
process.stdout.write(JSON.stringify(faults));
