using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Register.Sqlite;

/// <summary>Keeps two programs from creating one register at the same time. The operating system lets it go when its holder dies.</summary>
internal sealed class CreationLock : IDisposable
{
    private readonly Stream file;

    private CreationLock(Stream file) => this.file = file;

    public static CreationLock Take(string path)
    {
        try
        {
            return new CreationLock(
                PrivateFile.Open(
                    new FileSystem(),
                    path + ".lock",
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None,
                    bufferSize: 1,
                    FileOptions.DeleteOnClose));
        }
        catch (IOException failure) when (Presence.IsHeldByAnother(failure))
        {
            throw SqliteFailure.BeingCreated(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw SqliteFailure.Of(path, SQLitePCL.raw.SQLITE_PERM, failure.Message);
        }
    }

    public void Dispose() => file.Dispose();
}
