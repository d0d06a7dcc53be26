/**
 * The rules for an RSS 2.0 feed. Each finding has a code (the W3C feed validator's name for the same
 * fault where it has one), a level and a line. Levels: `error` breaks RSS 2.0 or its profile, `house`
 * is what a status feed must have beyond that (self link, guid, dates, language), `warning` is a
 * matter of taste that a text of the site's author may cause.
 */
import { judgeDate } from './dates.mjs';
import { judgeContent, judgePlain } from './html.mjs';
import { attribute, markedTextOf, parseXml, textOf, XmlError } from './xml.mjs';

const ATOM = 'http://www.w3.org/2005/Atom';
const CONTENT = 'http://purl.org/rss/1.0/modules/content/';

/** Children of each core element: `!` must be there, `*` may be repeated. */
const SHAPES = {
  rss: ['channel!'],
  channel: (
    'title! link! description! language copyright managingEditor webMaster pubDate lastBuildDate category* generator docs ' +
    'cloud ttl image rating textInput skipHours skipDays item*'
  ).split(' '),
  item: 'title link description author category* comments enclosure guid pubDate source'.split(' '),
  image: 'url! title! link! width height description'.split(' '),
  textInput: 'title! description! name! link!'.split(' '),
  skipHours: ['hour!*'],
  skipDays: ['day!*'],
};
const MISSING = { title: 'MissingTitle', link: 'MissingLink', description: 'MissingDescription' };
const PLAIN = {
  channel: ['title', 'description', 'copyright', 'generator'],
  item: ['title', 'author', 'source'],
  image: ['title', 'description'],
  textInput: ['title', 'description'],
};
const REGISTERED = new Set('http https ftp mailto news nntp tag tel urn'.split(' '));

export function judgeFeed(source, { now = new Date(), url } = {}) {
  const findings = [];
  const add = (level, code, node, message) => {
    findings.push({ level, code, element: node.name, parent: node.parent, line: node.line, message });
  };
  let root;
  try {
    root = parseXml(source);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return [{ level: 'error', code: 'SAXError', line: 1, message: `is not well-formed XML: ${error.message}` }];
  }
  if (root.name !== 'rss') return [{ level: 'error', code: 'UndefinedElement', line: 1, message: `has the root <${root.name}>, not <rss>` }];
  const version = attribute(root, 'version');
  if (version === undefined) add('error', 'MissingAttribute', root, '<rss> has no version');
  else if (version !== '2.0') add('error', 'InvalidRSSVersion', root, `<rss> has version ${version}, not 2.0`);
  judgeShape(root, add);
  const channel = root.children.find((node) => node.name === 'channel');
  if (channel) judgeChannel(channel, { add, now, url });
  return findings;
}

/** Required, repeated, unknown children and stray text, down the tree. */
function judgeShape(node, add) {
  const shape = SHAPES[node.name];
  if (!shape || node.uri !== '') return;
  const seen = new Map();
  for (const child of node.children) {
    if (child.uri === '' && !child.name.includes(':')) {
      const rule = shape.find((entry) => entry.replace(/[!*]/g, '') === child.name);
      if (!rule) add('error', 'UndefinedElement', child, `<${node.name}> has the unknown element <${child.name}>`);
      else if (seen.has(child.name) && !rule.includes('*')) {
        const code = child.name === 'enclosure' ? 'DuplicateEnclosure' : 'DuplicateElement';
        add('error', code, child, `<${node.name}> has more than one <${child.name}>`);
      }
      seen.set(child.name, child);
    }
    judgeShape(child, add);
  }
  for (const entry of shape.filter((text) => text.includes('!'))) {
    const name = entry.replace(/[!*]/g, '');
    if (!seen.has(name)) add('error', MISSING[name] ?? 'MissingElement', node, `<${node.name}> has no <${name}>`);
  }
  if (textOf(node) !== '') add('error', 'UnexpectedText', node, `<${node.name}> has text of its own`);
}

function judgeChannel(channel, context) {
  const { add, url } = context;
  const find = (name) => channel.children.find((node) => node.name === name && node.uri === '');
  judgePlainChildren(channel, add);
  for (const name of ['title', 'description', 'link']) {
    const node = find(name);
    if (node && textOf(node) === '') add(name === 'title' ? 'error' : 'house', 'NotBlank', node, `the channel's <${name}> is empty`);
  }
  for (const name of ['link', 'docs']) judgeLink(find(name), add, 'the channel');
  for (const name of ['pubDate', 'lastBuildDate']) judgeDateOf(find(name), context, 'the channel');
  // A feed in which nothing stands yet has no instant to name.
  if (!find('lastBuildDate') && find('item')) add('house', 'MissingLastBuildDate', channel, 'the channel has no <lastBuildDate>');
  judgeLanguage(find('language'), channel, add);
  judgeTtl(find('ttl'), add);
  judgeImage(find('image'), channel, add);

  const selves = channel.children.filter((node) => node.uri === ATOM && node.local === 'link' && attribute(node, 'rel') === 'self');
  if (selves.length === 0) add('house', 'MissingSelf', channel, 'the channel has no <atom:link rel="self">');
  if (selves.length > 1) add('house', 'DuplicateElement', selves[1], 'the channel has more than one <atom:link rel="self">');
  for (const self of selves) {
    const href = attribute(self, 'href') ?? '';
    const type = attribute(self, 'type');
    if (!/^https?:\/\//.test(href)) add('error', 'InvalidFullLink', self, `the self link "${href}" is no full URL`);
    else if (url && href !== url) add('house', 'SelfDoesntMatchLocation', self, `the self link is ${href}, the feed is at ${url}`);
    if (type !== undefined && type !== 'application/rss+xml') {
      add('house', 'InvalidMIMEAttribute', self, `the self link has type ${type}, not application/rss+xml`);
    }
  }

  let itemSeen = false;
  for (const node of channel.children) {
    if (node.name === 'item') itemSeen = true;
    else if (itemSeen && node.uri === '') add('error', 'MisplacedItem', node, `<${node.name}> comes after an <item>`);
  }
  const guids = new Map();
  for (const item of channel.children.filter((node) => node.name === 'item')) judgeItem(item, guids, context);
}

function judgeItem(item, guids, context) {
  const { add } = context;
  const find = (name) => item.children.find((node) => node.name === name && node.uri === '');
  const title = find('title') && textOf(find('title'));
  const called = title ? `the item "${title.slice(0, 60)}"` : `the item in line ${item.line}`;
  if (!find('title') && !find('description')) {
    add('error', 'ItemMustContainTitleOrDescription', item, `${called} has neither title nor description`);
  }
  judgePlainChildren(item, add);
  judgeLink(find('link'), add, called);
  if (!find('link')) add('house', 'MissingLink', item, `${called} has no <link>`);
  if (!find('pubDate')) add('house', 'MissingPubDate', item, `${called} has no <pubDate>`);
  judgeLink(find('comments'), add, called);
  judgeDateOf(find('pubDate'), context, called);
  judgeGuid(find('guid'), item, guids, add, called);
  for (const category of item.children.filter((node) => node.name === 'category')) {
    if (textOf(category) === '') add('error', 'NotBlank', category, `${called} has an empty <category>`);
  }
  const description = find('description');
  const encoded = item.children.find((node) => node.uri === CONTENT && node.local === 'encoded');
  for (const node of [description, encoded].filter(Boolean)) {
    for (const [code, message] of judgeContent(textOf(node))) add('error', code, node, `${called}: <${node.name}> ${message}`);
  }
  if (encoded && (!description || item.children.indexOf(description) > item.children.indexOf(encoded))) {
    add('error', 'NeedDescriptionBeforeContent', encoded, `${called}: <content:encoded> needs a <description> before it`);
  }
}

function judgePlainChildren(node, add) {
  for (const child of node.children) {
    if (child.uri === '' && PLAIN[node.name]?.includes(child.name)) {
      for (const [code, message] of judgePlain(markedTextOf(child))) add('warning', code, child, `<${child.name}> of <${node.name}> ${message}`);
    }
    if (child.name === 'image' || child.name === 'textInput') judgePlainChildren(child, add);
  }
}

function judgeLink(node, add, called) {
  if (!node || textOf(node) === '') return;
  const text = textOf(node);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1].toLowerCase();
  if (!scheme || /\s/.test(text)) add('error', 'InvalidLink', node, `${called}: <${node.name}> "${text}" is no full URL`);
  else if (!REGISTERED.has(scheme)) add('error', 'SchemeNotIANARegistered', node, `${called}: <${node.name}> has the scheme ${scheme}`);
  else if (/[^\x21-\x7e]/.test(text)) add('error', 'UriNotIri', node, `${called}: <${node.name}> has characters a URL cannot have`);
  else if (!/^https?:\/\//.test(text)) add('house', 'NotHttp', node, `${called}: <${node.name}> is no http(s) address`);
}

function judgeDateOf(node, { add, now }, called) {
  if (!node) return;
  const { date, fault, why } = judgeDate(textOf(node));
  const said = `${called}: <${node.name}> "${textOf(node)}"`;
  if (fault === 'invalid') add('error', 'InvalidRFC2822Date', node, `${said} ${why}`);
  if (fault === 'problematical') add('error', 'ProblematicalRFC822Date', node, `${said} ${why}`);
  if (date && (date > now || date.getUTCFullYear() < 1970)) {
    add('error', 'ImplausibleDate', node, `${said} is ${date > now ? `after ${now.toISOString()}` : 'too long ago'}`);
  }
}

function judgeLanguage(node, channel, add) {
  if (!node) return add('house', 'MissingLanguage', channel, 'the channel has no <language>');
  const tag = textOf(node);
  let known = false;
  try {
    const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
    known = tag !== '' && (/^und$/i.test(tag) || names.of(Intl.getCanonicalLocales(tag)[0].split('-')[0]) !== undefined);
  } catch {
    known = false;
  }
  if (!known) add('error', 'InvalidLanguage', node, `the channel's <language> "${tag}" is no language`);
}

function judgeGuid(node, item, guids, add, called) {
  if (!node) return add('house', 'MissingGuid', item, `${called} has no <guid>`);
  const value = textOf(node);
  for (const name of Object.keys(node.attributes)) {
    if (name !== 'isPermaLink' && !node.attributes[name].uri) add('error', 'UnexpectedAttribute', node, `${called}: <guid> has the attribute ${name}`);
  }
  const flag = attribute(node, 'isPermaLink');
  if (flag !== undefined && flag !== 'true' && flag !== 'false') {
    add('error', 'InvalidBooleanAttribute', node, `${called}: isPermaLink is "${flag}"`);
  }
  if (guids.has(value)) add('error', 'DuplicateValue', node, `${called}: its <guid> "${value}" is that of the item in line ${guids.get(value)} too`);
  guids.set(value, item.line);
  if (value === '') add('error', 'InvalidHttpGUID', node, `${called}: its <guid> is empty`);
  else if (flag !== 'false' && !/^https?:\/\/\S+$/.test(value)) {
    const code = /^[a-z][a-z0-9+.-]*:/i.test(value) ? 'InvalidPermalink' : 'InvalidHttpGUID';
    add('error', code, node, `${called}: its <guid> "${value}" is no URL, and isPermaLink is not "false"`);
  } else if (/^\d{1,8}$/.test(value)) {
    add('error', 'NotSufficientlyUnique', node, `${called}: its <guid> "${value}" is not unique in the world`);
  }
}

function judgeTtl(node, add) {
  if (!node) return;
  if (textOf(node) === '') add('error', 'NotBlank', node, 'the <ttl> is empty');
  else if (!/^\d+$/.test(textOf(node)) || Number(textOf(node)) === 0) add('error', 'InvalidInteger', node, `the <ttl> is "${textOf(node)}"`);
}

function judgeImage(image, channel, add) {
  if (!image) return;
  const child = (parent, name) => parent.children.find((node) => node.name === name && node.uri === '');
  const text = (parent, name) => child(parent, name) && textOf(child(parent, name));
  judgeLink(child(image, 'url'), add, 'the image');
  judgeLink(child(image, 'link'), add, 'the image');
  if (text(image, 'title') === '') add('error', 'NotBlank', child(image, 'title'), 'the image has an empty <title>');
  else if (text(image, 'title') && text(image, 'title') !== text(channel, 'title')) {
    add('warning', 'ImageTitleDoesntMatch', child(image, 'title'), "the image's <title> is not the channel's");
  }
  if (text(image, 'link') && text(image, 'link') !== text(channel, 'link')) {
    add('warning', 'ImageLinkDoesntMatch', child(image, 'link'), "the image's <link> is not the channel's");
  }
  const url = text(image, 'url');
  if (url && /\.[a-z]+$/i.test(url) && !/\.(gif|jpe?g|png)$/i.test(url)) {
    add('warning', 'ImageUrlFormat', child(image, 'url'), 'the image is neither GIF, JPEG nor PNG');
  }
  for (const [name, most] of [['width', 144], ['height', 400]]) {
    const node = child(image, name);
    if (node && !(/^\d+$/.test(textOf(node)) && Number(textOf(node)) >= 1 && Number(textOf(node)) <= most)) {
      add('error', name === 'width' ? 'InvalidWidth' : 'InvalidHeight', node, `the image's <${name}> is "${textOf(node)}"`);
    }
  }
}
