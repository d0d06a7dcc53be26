/**
 * Reads a command line: `--name value` and `--name=value` for the options named in `valued`, `--name`
 * alone for those in `flags`; everything else is positional. An unknown option ends the program with
 * the usage text and exit code 2, so a mistyped option never looks like a passed check.
 */
export function readArgs({ valued = [], flags = [], usage, positionals: [least, most] }) {
  const options = {};
  const rest = [];
  const words = process.argv.slice(2);
  const stop = (why) => {
    if (why) console.error(why);
    console.error(usage);
    process.exit(why ? 2 : 0);
  };
  while (words.length > 0) {
    const word = words.shift();
    if (!word.startsWith('--')) {
      rest.push(word);
      continue;
    }
    const [name, inline] = word.slice(2).split(/=(.*)/s);
    if (name === 'help') stop();
    if (flags.includes(name)) options[name] = true;
    else if (!valued.includes(name)) stop(`unknown option --${name}`);
    else {
      const value = inline ?? words.shift();
      if (value === undefined) stop(`--${name} needs a value`);
      options[name] = value;
    }
  }
  if (rest.length < least || rest.length > most) stop('wrong number of arguments');
  return { options, rest };
}
