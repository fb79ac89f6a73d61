namespace Muutostieto.Integration.Tests.Support;

/// <summary>The project's own files, found from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the project's root.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Muutostieto.sln")))
            {
                return folder.FullName;
            }
        }

        throw new AssertionException($"Muutostieto.sln is nowhere above {AppContext.BaseDirectory}.");
    }
}
