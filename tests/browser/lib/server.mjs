/**
 * A small static file server for a built site, bound to the local machine on a free port. It serves
 * the site below a given path and nothing else; below the root it also sends the headers that the
 * site's `_headers` file asks for, so that a browser enforces them too.
 */
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { headersFor, parseHeaders } from './csp.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.ics': 'text/calendar; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

export async function serve(site, below = '/') {
  const rules = below === '/' && site.fileSet.has('_headers') ? parseHeaders(site.text('_headers')) : [];
  const server = createServer((request, response) => {
    const answer = (status, file) => {
      response.statusCode = status;
      response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
      for (const [name, value] of headersFor(rules, `/${file}`)) response.appendHeader(name, value);
      response.end(site.bytes(file));
    };
    let path;
    try {
      path = decodeURIComponent(new URL(request.url, 'http://local').pathname);
    } catch {
      path = '';
    }
    if (path.startsWith(below)) {
      const file = path.slice(below.length);
      for (const candidate of [file, file === '' || file.endsWith('/') ? `${file}index.html` : `${file}/index.html`]) {
        if (site.fileSet.has(candidate)) {
          if (candidate !== file && file !== '' && !file.endsWith('/')) {
            response.writeHead(301, { location: `${encodeURI(path)}/` }).end();
            return;
          }
          answer(200, candidate);
          return;
        }
      }
    }
    if (site.fileSet.has('404.html')) answer(404, '404.html');
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const base = `http://127.0.0.1:${server.address().port}${below}`;
  return {
    base,
    url: (file) => base + file.split('/').map(encodeURIComponent).join('/'),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
