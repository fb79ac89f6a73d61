using System.Security.Cryptography;
using Muutostieto.Records.Files;
using Muutostieto.Records.Lists;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Recipient.Loading.Lists;

/// <summary>
/// The lists that the recipient has sent, and what was taken of them: who was taken off is known from nowhere else, for of them no delivery
/// says anything more.
/// </summary>
/// <param name="results">Folder with the results, which come with the deliveries.</param>
/// <param name="uploads">Folder with the lists as they were sent.</param>
internal sealed class SentLists(string results, string uploads)
{
    /// <summary>
    /// The lines of the lists that a delivery covers, in the order in which they were taken, and how many of its removals are among them.
    /// </summary>
    internal (IReadOnlyList<ListLine> Lines, int Removed) CoveredBy(ManifestDelivery delivery)
    {
        if (delivery.List is not { From: { } from, To: var to, Removed: > 0 } || !Directory.Exists(results))
        {
            return ([], 0);
        }

        var lines = new List<ListLine>();
        var removed = 0;
        var answered = Directory
            .EnumerateFiles(results, "*.RES")
            .Where(path => !Path.GetFileName(path).StartsWith('.'))
            .Select(ListResult.Read);
        foreach (
            var result in answered
                .Where(result =>
                    result?.Permit == delivery.Permit
                    && result.List.From >= from
                    && result.List.To <= to
                    && result.List.To > result.List.From)
                .OrderBy(result => result!.Number))
        {
            if (Taken(result!) is { } taken)
            {
                lines.AddRange(taken);
                removed += result!.Removed;
            }
        }

        return (lines, removed);
    }

    /// <summary>Null when the list as it was sent is not there any more.</summary>
    private IEnumerable<ListLine>? Taken(ListResult result)
    {
        // The name comes from outside: it must be one of a file in the folder.
        if (result.Upload != Path.GetFileName(result.Upload)
            || ForeignFile.TryRead(Path.Combine(uploads, result.Upload), IdentityCodeList.LargestBytes) is not { } content
            || Convert.ToHexStringLower(SHA256.HashData(content)) != result.Sha256
            || IdentityCodeList.Read(content) is not { Fault: null } list)
        {
            return null;
        }

        // Of each code the last line counts, which is among those that the result refuses.
        var refused = result.Refused.Select(line => line.Line).ToHashSet();
        return list
            .Lines.GroupBy(line => line.Code)
            .Select(lines => lines.Last())
            .Where(line => !refused.Contains(line.Line))
            .OrderBy(line => line.Line);
    }
}
