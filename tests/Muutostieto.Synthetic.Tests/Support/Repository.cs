using System.Text.Json;

namespace Muutostieto.Synthetic.Tests.Support;

/// <summary>Files of the repository that the tests compare with.</summary>
internal static class Repository
{
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Muutostieto.sln")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
        }
    }

    /// <summary>A JSON file below the root, comments allowed.</summary>
    public static JsonElement Json(params string[] path)
    {
        using var parsed = JsonDocument.Parse(
            File.ReadAllText(Path.Combine([Root, .. path])),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return parsed.RootElement.Clone();
    }
}
