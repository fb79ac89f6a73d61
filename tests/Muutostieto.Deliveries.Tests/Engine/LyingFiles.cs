using System.IO.Compression;
using System.Text;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>What lies in the drop of a scene.</summary>
internal static class LyingFiles
{
    /// <summary>All files of a delivery that are there, and what is in their packages, as one text.</summary>
    internal static string TextOf(EngineScene scene, Delivery delivery)
    {
        var text = new StringBuilder();
        foreach (
            var path in delivery.Files.Select(file => Path.Combine(scene.Drop.LocationOf(delivery.Permit), file.Name)).Where(File.Exists))
        {
            text.Append(File.ReadAllText(path, Encoding.Latin1));
            if (path.EndsWith(".zip", StringComparison.Ordinal))
            {
                using var package = ZipFile.OpenRead(path);
                foreach (var entry in package.Entries)
                {
                    using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                    text.Append(reader.ReadToEnd());
                }
            }
        }

        return text.ToString();
    }
}
