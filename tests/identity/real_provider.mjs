// A certified provider of OpenID Connect (npm's `oidc-provider`) with three people, for one test.
//
//   node real_provider.mjs FOLDER PORT SITE secret|key
//
// FOLDER holds its node_modules. SITE is known by a secret, or signs by the keys that it publishes.
// Whoever signs in types who they are, and ticks whether they show a
// second factor. It prints "ready" when it listens.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, port, site, shownBy] = process.argv.slice(2);
const entry = path.join(folder, 'node_modules', 'oidc-provider', 'lib', 'index.js');
const { Provider } = await import(pathToFileURL(entry));

const GROUPS = { 's-amara': ['staff', 'hotdoc-responders'], 's-ben': ['staff'], 's-zed': [] };

const PROOF = {
  secret: { client_secret: 'a-secret-that-both-know-and-nobody-else' },
  key: { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: `${site}/signin/oidc/keys` },
};

const provider = new Provider(`http://localhost:${port}`, {
  clients: [{
    client_id: 'advice-line',
    ...PROOF[shownBy],
    redirect_uris: [`${site}/signin/oidc/return`],
    post_logout_redirect_uris: [`${site}/`],
    backchannel_logout_uri: `${site}/signin/oidc/logout`,
    backchannel_logout_session_required: true,
  }, {
    client_id: 'advice-line-practices',
    client_secret: PROOF.secret.client_secret,
    redirect_uris: [`${site}/practice/signin/oidc/return`],
  }],
  // What is asked for by a scope stands in `userinfo`, as the standard has it.
  claims: { openid: ['sub', 'amr', 'auth_time'], email: ['email', 'email_verified'], groups: ['groups'] },
  // Its own way would reach no service on this machine.
  fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
  pkce: { required: () => true },
  cookies: { keys: ['of-a-test'] },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    // Its own page asks another host for a font.
    rpInitiatedLogout: {
      logoutSource(ctx, form) {
        ctx.body = `<!DOCTYPE html><html lang="en"><title>Sign out</title>${form}
<button form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button></html>`;
      },
    },
  },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  async findAccount(_ctx, id) {
    const claims = { sub: id, groups: GROUPS[id] ?? [], email: id.includes('@') ? id : `${id}@example.org` };
    return { accountId: id, claims: async () => ({ ...claims, email_verified: true }) };
  },
  // Nobody is asked what the service may know: their employer has agreed.
  async loadExistingGrant(ctx) {
    const { client, session } = ctx.oidc;
    const grant = new ctx.oidc.provider.Grant({
      clientId: client.clientId, accountId: session.accountId,
    });
    grant.addOIDCScope('openid email groups');
    await grant.save();
    return grant;
  },
});

const FORM = `<!DOCTYPE html><html lang="en"><title>Sign in</title><form method="post">
<label>Who <input name="who"></label>
<label><input type="checkbox" name="second"> A second factor</label>
<button>Sign in here</button></form></html>`;

provider.use(async (ctx, next) => {
  if (ctx.path === '/favicon.ico') {
    ctx.status = 204;
    return undefined;
  }
  if (!ctx.path.startsWith('/interaction/')) return next();
  if (ctx.method === 'GET') {
    ctx.type = 'html';
    ctx.body = FORM;
    return undefined;
  }
  const chunks = [];
  for await (const chunk of ctx.req) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const amr = form.has('second') ? ['pwd', 'mfa'] : ['pwd'];
  ctx.respond = false;
  return provider.interactionFinished(ctx.req, ctx.res, {
    login: { accountId: form.get('who'), amr },
  });
});

provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
