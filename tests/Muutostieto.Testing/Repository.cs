using System.Text.Json;

namespace Muutostieto.Testing;

/// <summary>The project's own files, found from wherever the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Config => Path.Combine(Root, "config");

    /// <summary>A path below the root.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A JSON file below the root, comments allowed.</summary>
    public static JsonElement Json(params string[] parts)
    {
        using var parsed = JsonDocument.Parse(
            System.IO.File.ReadAllText(File(parts)),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return parsed.RootElement.Clone();
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Muutostieto.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"Muutostieto.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
