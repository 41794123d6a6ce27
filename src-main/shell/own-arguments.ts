// Kongtai's own words among those that started Electron, which carry Chromium's switches and the app's path as well.

const CHROMIUM_SWITCH = /^--(no-sandbox|inspect|remote-debugging-|ozone-|disable-|enable-|force-|lang=|js-flags=)/;

/** All behind the first `--`; where there is none, all that is not Chromium's. `isDefaultApp`: started as `electron PATH`. */
export const ownArguments = (argv: readonly string[], isDefaultApp: boolean): readonly string[] => {
  const end = argv.indexOf('--');
  if (end !== -1) return argv.slice(end + 1);
  const given = argv.slice(1).filter((word) => !CHROMIUM_SWITCH.test(word));
  return isDefaultApp ? given.slice(1) : given;
};
