using Muutostieto.Records;
using SQLitePCL;

namespace Muutostieto.Register.Sqlite;

/// <summary>
/// Turns SQLite's result codes into failures that say what to do. SQLite's own messages name tables and columns, never values.
/// </summary>
internal static class SqliteFailure
{
    public static MuutostietoException Of(string path, int result, string message) =>
        (result & 0xFF) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new MuutostietoException(
                FailureKind.Transient,
                $"register {path}: another program is writing to it and did not finish in the waiting time. Run again later."),
            raw.SQLITE_NOTADB => NotARegister(path),
            raw.SQLITE_CORRUPT => new MuutostietoException(
                FailureKind.Integrity,
                $"register {path}: the file is damaged ({message}). Restore it from a backup of the same night as the ledger, or fill a "
                    + "new one from the source.")
            {
                Remedy = new RegisterRemedy.Import(),
            },
            raw.SQLITE_FULL => new MuutostietoException(
                FailureKind.Fault,
                $"register {path}: the disk is full. Nothing was changed; make room and run again."),
            raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_READONLY or raw.SQLITE_AUTH => new MuutostietoException(
                FailureKind.Usage,
                $"register {path}: it cannot be opened ({message}). The file and its folder must be readable and writable for this user."),
            raw.SQLITE_CONSTRAINT => new MuutostietoException(
                FailureKind.Integrity,
                $"register {path}: what was to be written contradicts what is there ({message}). Nothing was changed. Keep the file and "
                    + "its -wal, restore the last backup, and import again what came since."),
            _ => new MuutostietoException(
                FailureKind.Fault,
                $"register {path}: SQLite failed with code {result} ({message}). Nothing was changed. Check the disk, its free space and "
                    + "the rights of the folder, then run again."),
        };

    public static MuutostietoException Missing(string path) =>
        new(FailureKind.Usage, $"register {path}: there is no such file. Make a register, or name another data folder.")
        {
            Remedy = new RegisterRemedy.Make(),
        };

    public static MuutostietoException NotARegister(string path) =>
        new(
            FailureKind.Usage,
            $"register {path}: the file is not a register. Name another data folder, or move the file away and make a register.")
        {
            Remedy = new RegisterRemedy.Make(),
        };

    public static MuutostietoException OtherVersion(string path, long found) =>
        new(
            FailureKind.Usage,
            $"register {path}: it is of schema version {found}, this program reads version {SqliteSchema.Version}. "
                + "Use the program that made it, or create and fill a new register with this one.");

    public static MuutostietoException NoNames(string path) =>
        new(
            FailureKind.Usage,
            $"register {path}: it is of an older version and has no index of names and days of birth, by which persons are searched who "
                + "come without an identity code. The next program that writes to it makes the index.")
        {
            Remedy = new RegisterRemedy.Convert(),
        };

    public static MuutostietoException Exists(string path) =>
        new(
            FailureKind.Usage,
            $"register {path}: there is a file already, and a register is never overwritten. Move it away, or name another data folder.")
        {
            Remedy = new RegisterRemedy.OtherDataFolder(),
        };

    public static MuutostietoException BeingCreated(string path) =>
        new(FailureKind.Transient, $"register {path}: another program is creating it. Run again when it has finished.");
}
