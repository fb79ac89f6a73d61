using System.IO.Abstractions;
using Muutostieto.Records.Groups;

namespace Muutostieto.Records.Tests.Support;

/// <summary>The layouts that the project ships, found from wherever the tests run.</summary>
internal static class Layouts
{
    internal static string Root { get; } = FindRoot();

    internal static GroupCatalog Catalog { get; } = GroupCatalogReader.Load(new FileSystem(), Path.Combine(Root, "config", "groups.json"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Muutostieto.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The project's root is not above the tests.");
    }
}
