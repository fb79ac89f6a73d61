using System.IO.Abstractions;
using Muutostieto.Deliveries.Signing;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>The signing keys of a test process, with one key.</summary>
internal static class SharedKeys
{
    private static readonly Lazy<string> Made = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("muutostieto-keys-").FullName;
        new SigningKeys(new FileSystem(), new SigningSettings(folder), TimeProvider.System).New();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    public static string Folder => Made.Value;
}
