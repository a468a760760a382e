// An OpenID provider for the gateway's test: oidc-provider, and a person who says yes to everything.
// node provider.mjs PORT REDIRECT_URI; GET /be/NAME says who is at the keyboard, and GET /forge/WHAT
// that the next token is to be what no honest provider sends; "honest" signs it anew as it is.
import { createHmac, createPrivateKey, createSign, generateKeyPairSync } from 'node:crypto'
import { Provider } from 'oidc-provider'

const [port, redirectUri] = process.argv.slice(2)
const issuer = `http://127.0.0.1:${port}`
let person = 'ada'
let forgery = ''

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
const own = { ...newKey(), alg: 'RS256', use: 'sig', kid: 'own' }
const foreign = newKey()
const encoded = (json) => Buffer.from(JSON.stringify(json)).toString('base64url')

function signed(payload, key, header = { alg: 'RS256', kid: own.kid }) {
  const text = `${encoded(header)}.${encoded(payload)}`
  const signer = createSign('RSA-SHA256').update(text)
  return `${text}.${signer.sign(createPrivateKey({ key, format: 'jwk' })).toString('base64url')}`
}

const forgeries = {
  issuer: (token) => signed({ ...token, iss: 'http://127.0.0.1:1' }, own),
  audience: (token) => signed({ ...token, aud: 'another-client' }, own),
  'audience-of-many': (token) => signed({ ...token, aud: ['rollcall', 'another-client'] }, own),
  nonce: (token) => signed({ ...token, nonce: 'of-another-login' }, own),
  'no-nonce': ({ nonce, ...token }) => signed(token, own),
  expired: (token) => signed({ ...token, iat: token.iat - 7200, exp: token.iat - 3600 }, own),
  'no-end': ({ exp, ...token }) => signed(token, own),
  nobody: ({ sub, ...token }) => signed(token, own),
  'foreign-key': (token) => signed(token, foreign),
  'unknown-key': (token) => signed(token, foreign, { alg: 'RS256', kid: 'foreign' }),
  unsigned: (token) => `${encoded({ alg: 'none' })}.${encoded(token)}.`,
  'shared-secret': (token) => {
    const text = `${encoded({ alg: 'HS256', kid: own.kid })}.${encoded(token)}`
    return `${text}.${createHmac('sha256', own.n).update(text).digest('base64url')}`
  },
  changed: (token, whole) => whole.replace(/\..*\./, `.${encoded({ ...token, sub: 'ada' })}.`),
  'none-at-all': () => undefined,
}

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'rollcall',
      client_secret: 'a-secret-of-the-test',
      redirect_uris: [redirectUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    },
  ],
  pkce: { required: () => true },
  jwks: { keys: [own] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      email: `${id}@school.example`,
      email_verified: id !== 'mallory',
      preferred_username: id,
    }),
  }),
})

provider.use(async (ctx, next) => {
  if (ctx.path.startsWith('/be/')) {
    person = ctx.path.slice('/be/'.length)
    ctx.body = person
    return
  }
  if (ctx.path.startsWith('/forge/')) {
    forgery = ctx.path.slice('/forge/'.length)
    ctx.body = Object.keys(forgeries)
    return
  }
  if (!ctx.path.startsWith('/interaction/')) {
    await next()
    const token = ctx.path === '/token' && ctx.body?.id_token
    if (token && forgery) {
      const payload = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'))
      const forge = forgeries[forgery] ?? ((same) => signed(same, own))
      ctx.body = { ...ctx.body, id_token: forge(payload, token) }
      forgery = ''
    }
    return
  }
  const { prompt, params, session } = await provider.interactionDetails(ctx.req, ctx.res)
  let result = { login: { accountId: person } }
  if (prompt.name === 'consent') {
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id })
    grant.addOIDCScope('openid email profile')
    result = { consent: { grantId: await grant.save() } }
  }
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: true })
  ctx.respond = false
})

provider.listen(Number(port), '127.0.0.1', () => console.log('ready'))
