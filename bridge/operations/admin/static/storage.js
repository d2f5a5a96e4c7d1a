/** The disk, copies of the database, and what is running. */

import { backUp } from "./api.js";
import { h } from "./dom.js";
import { bytes, moment } from "./format.js";
import { t, tn } from "./i18n.js";
import { Section, fact, facts } from "./section.js";

function kept(days) {
  return days ? tn("{count} day", "{count} days", days) : t("for good");
}

function lastBackup(storage) {
  if (!storage.last_backup) return fact(t("Last backup"), t("none in the data folder"));
  return fact(t("Last backup"), moment(storage.last_backup.at), `${storage.last_backup.path} · ${bytes(storage.last_backup.size)}`);
}

/** Storage; `act` runs what a button does. */
export const storageSection = (act) =>
  new Section("storage", () => t("Storage"), ({ storage }) => [
    facts(
      fact(t("Database"), bytes(storage.database), t("{size} of it free for what comes", { size: bytes(storage.unused) })),
      fact(t("Write-ahead log"), bytes(storage.log)),
      fact(t("Files in web rooms"), bytes(storage.file_bytes), tn("{count} file", "{count} files", storage.files)),
      fact(t("Free on the disk"), bytes(storage.free), storage.folder),
      fact(t("Texts are kept"), kept(storage.retention_days)),
      lastBackup(storage),
      storage.backups > 1 ? fact(t("All backups"), bytes(storage.backup_bytes), tn("{count} file", "{count} files", storage.backups)) : null,
    ),
    h(
      "button",
      {
        class: "primary",
        data: { key: "backup" },
        on: {
          click: (event) =>
            act(event.currentTarget, backUp, (answer) => t("Backed up to {path} ({size}).", { path: answer.path, size: bytes(answer.size) })),
        },
      },
      t("Back up now"),
    ),
    h("p", { class: "hint" }, t("A backup holds what people wrote: keep it as safe as the data folder. Backups are yours to delete.")),
  ]);

/** Versions. */
export const aboutSection = () =>
  new Section("about", () => t("Versions"), ({ versions, schema }) =>
    facts(
      ...Object.entries(versions).map(([name, version]) => fact(name, version)),
      fact(t("Schema"), schema),
    ),
  );
