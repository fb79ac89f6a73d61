namespace Muutostieto.Server.Tests.Support;

/// <summary>The server's own source, for rules of the house.</summary>
internal static class Sources
{
    internal static string Folder { get; } = Path.Combine(Root(), "src", "Muutostieto.Server");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Muutostieto.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests run in the repository.");
    }
}
