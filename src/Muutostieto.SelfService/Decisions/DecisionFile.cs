using System.IO.Abstractions;
using System.Text;
using Muutostieto.Hosting;
using Muutostieto.Records.Files;

namespace Muutostieto.SelfService.Decisions;

/// <summary>The file that an approval writes.</summary>
/// <param name="work">The installation.</param>
/// <param name="path">Where it is to be.</param>
internal sealed class DecisionFile(Installation work, string path)
{
    private const int ReadOnlyFileSystem = 30;

    private IFileSystem Files => work.Disk.Files;

    /// <summary>Whether the file is there and says what was approved, whatever its head.</summary>
    /// <exception cref="IOException">It is there, and cannot be read: nothing can be said of it.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    internal bool Says(string body) => Files.File.Exists(path) && IsHeadAnd(body, Files.File.ReadAllText(path, Encoding.UTF8));

    /// <summary>Writes it, unless it is there already; null when it is there then.</summary>
    internal WriteFailure? Write(string head, string body)
    {
        if (Says(body))
        {
            return null;
        }

        if (Files.File.Exists(path) || Files.Directory.Exists(path))
        {
            return WriteFailure.Taken;
        }

        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (!Files.Directory.Exists(folder))
            {
                Files.Directory.CreateDirectory(folder);
            }

            AtomicFile.CreateForOthers(Files, path, Encoding.UTF8.GetBytes(head + body));
            work.Disk.FlushDirectory(folder);
            return null;
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem })
        {
            return WriteFailure.ReadOnly;
        }
        catch (IOException)
        {
            // It may be there all the same, when the flush of its folder is what failed: the next look for it sees it.
            return WriteFailure.Disk;
        }
    }

    private static bool IsHeadAnd(string body, string text) => text.EndsWith(body, StringComparison.Ordinal)
        && text[..^body.Length] is var head
        && (head.Length == 0 || head.EndsWith('\n'))
        && head.Split('\n').SkipLast(1).All(line => line.StartsWith("//", StringComparison.Ordinal));
}
