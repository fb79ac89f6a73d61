using System.Globalization;
using System.IO.Abstractions;
using Muutostieto.Records.Files;

namespace Muutostieto.Audit;

/// <summary>The paths in the audit folder. The audit trail of the log, <c>yyyy-MM.jsonl</c>, is there too and is no part of the
/// chain.</summary>
internal static class AuditFolder
{
    internal const string ChainName = "chain.jsonl";
    internal const string PayloadFolder = "persons";

    internal static string Chain(string folder) => Path.Combine(folder, ChainName);

    internal static string Lock(string folder) => Path.Combine(folder, "chain.lock");

    internal static string Anchors(string folder) => Path.Combine(folder, "anchors");

    internal static string Anchor(string folder, DateOnly day) =>
        Path.Combine(Anchors(folder), day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".json");

    /// <summary>The name of an entry's payload, as the entry says it.</summary>
    internal static string PayloadName(long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{PayloadFolder}/{sequence:000000}.bin");

    /// <summary>Where a payload is. What the chain says of its name is not trusted: it stays in its folder.</summary>
    internal static string Payload(string folder, AuditPayload payload) =>
        Path.Combine(folder, PayloadFolder, Path.GetFileName(payload.File));

    /// <summary>Makes the folder of payloads, which say who is in a delivery.</summary>
    internal static void CreatePayloads(IFileSystem files, string folder) =>
        PrivateFile.CreateFolder(files, Path.Combine(folder, PayloadFolder));
}
