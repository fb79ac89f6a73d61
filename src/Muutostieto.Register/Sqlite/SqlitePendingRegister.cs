using Muutostieto.Records;

namespace Muutostieto.Register.Sqlite;

/// <summary>A register that is filled under a name of its own and moved to its place.</summary>
internal sealed class SqlitePendingRegister : IPendingRegister
{
    private readonly string path;
    private readonly string pending;

    public SqlitePendingRegister(string path, string suffix, RegisterOrigin origin, TimeProvider clock)
    {
        (this.path, pending) = (path, $"{path}.{suffix}");
        Remove();
        using var loader = SqliteRegister.Create(pending, origin, clock);
        loader.Complete();
    }

    public IRegister OpenRead() => SqliteRegister.OpenRead(pending);

    public IRegisterWriter OpenWrite() => SqliteRegister.OpenWrite(pending);

    public void Complete()
    {
        Settle();
        if (File.Exists(path))
        {
            throw new MuutostietoException(
                FailureKind.Transient,
                $"register {path}: another program has made it meanwhile. Nothing was entered; run again.");
        }

        File.Move(pending, path);
    }

    public void Dispose() => Remove();

    /// <summary>
    /// Brings what has been entered from the write-ahead log into the register's one file, which is moved without it: the last connection
    /// that closes does so, unless it only reads.
    /// </summary>
    private void Settle()
    {
        SqliteRegister.OpenWrite(pending).Dispose();
        if (File.Exists(pending + "-wal"))
        {
            throw new MuutostietoException(
                FailureKind.Transient,
                $"register {path}: another program has it open, so that it cannot be put in its place. Nothing was entered; run again.");
        }
    }

    private void Remove()
    {
        foreach (var ending in new[] { "", "-wal", "-shm", ".partial", ".lock" })
        {
            File.Delete(pending + ending);
        }
    }
}
