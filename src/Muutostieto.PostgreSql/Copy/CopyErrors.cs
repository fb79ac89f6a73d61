using Muutostieto.Records;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>The failures of a copy, said to the user.</summary>
internal static class CopyErrors
{
    internal static MuutostietoException NotEmpty(string place, StoreScripts store, string table) => new(
        FailureKind.Usage,
        $"{place}: {store.Noun} is not empty (table {table}), and a copy overwrites nothing. Nothing was copied. Give an empty database; "
            + "where this one was used by mistake, drop and create it, and have its tables made.");

    internal static MuutostietoException Exists(string path) => new(
        FailureKind.Usage,
        $"{path}: there is a file already, and a copy overwrites nothing. Nothing was copied. Move it away, with its -wal and -shm.");

    internal static MuutostietoException Replica(string place) => new(
        FailureKind.Usage,
        $"{place}: the server is a replica, which may lag, and a copy needs the primary. Nothing was copied. Correct the connection "
            + "string.");

    internal static MuutostietoException Differs(string place, CopiedRows source, CopiedRows target) => new(
        FailureKind.Integrity,
        FormattableString.Invariant(
            $"{place}: table {source.Table} of store {source.Store} is not what was copied: {source.Rows} rows with SHA-256 ")
            + FormattableString.Invariant($"{source.Sha256} at the source, {target.Rows} rows with {target.Sha256} at the target. ")
            + "The copy was undone. Check disk and memory of the target's machine and triggers of its tables, and copy again.");
}
