using System.IO.Abstractions;
using Muutostieto.Records.Files;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Hosting;

/// <summary>A register in a SQLite file.</summary>
internal sealed class RegisterInFile(IFileSystem files, string path) : RegisterPlace
{
    public override string Name => path;

    public override bool IsThere => Presence.IsThere(files, path);

    public override IRegister OpenRead(TimeSpan? wait = null, int? cacheKilobytes = null) =>
        cacheKilobytes is { } kilobytes ? SqliteRegister.OpenRead(path, wait, kilobytes) : SqliteRegister.OpenRead(path, wait);

    public override IRegisterWriter OpenWrite() => SqliteRegister.OpenWrite(path);

    public override IRegisterLoader Create(RegisterOrigin origin, TimeProvider clock)
    {
        MakeFolder();
        return SqliteRegister.Create(path, origin, clock);
    }

    public override IPendingRegister CreatePending(RegisterOrigin origin, TimeProvider clock, string suffix)
    {
        MakeFolder();
        return SqliteRegister.CreatePending(path, suffix, origin, clock);
    }

    private void MakeFolder() => NewFolder.Make(files, Path.GetDirectoryName(path)!, "Register.path");
}
