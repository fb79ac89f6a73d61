using System.IO.Abstractions;
using System.Security.Cryptography;
using Muutostieto.Extracts.Orders;
using Muutostieto.Records.Lists;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads which list of identity codes an order names, and checks the list.</summary>
internal sealed class OrderListLoader(IFileSystem files, FaultCollector faults)
{
    private const int MostShown = 5;

    /// <summary>Null without a list, and after a fault.</summary>
    internal OrderList? Load(SectionReader reader, string key, bool required = false)
    {
        if (reader.Text(key, required) is not { } name)
        {
            return null;
        }

        if (name.Length == 0
            || name != Path.GetFileName(name)
            || name.Any(char.IsControl)
            || name.EndsWith(".json", StringComparison.Ordinal))
        {
            reader.Fault(
                key, $"\"{key}\" is \"{name}\"; expected the name of a file beside the order, without a folder", "Put the list there.");
            return null;
        }

        var path = Path.Combine(Path.GetDirectoryName(reader.PlaceOf(key).File) ?? "", name);
        byte[] content;
        try
        {
            content = files.File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            reader.Fault(key, $"the list {path} is missing or cannot be read", "Put the list beside the order.");
            return null;
        }

        var list = CodeFile.Read(content);
        if (list.Fault is { } fault)
        {
            reader.Fault(key, $"the list {path} is none: {fault}", "Write one identity code a line, or a list as recipients upload it.");
            return null;
        }

        Warn(path, list.Refused);
        return new OrderList(name, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private void Warn(string path, IReadOnlyList<ListRefusal> refused)
    {
        foreach (var line in refused.Take(MostShown))
        {
            var why = line.Why == ListFault.Length ? "no identity code in the first column" : line.Why.Describe();
            faults.Add(
                new JsonPlace(path, line.Line, 1, ""), why, "The line counts for nothing; correct it if it should.", FaultKind.Warning);
        }

        if (refused.Count > MostShown)
        {
            faults.Add(
                new JsonPlace(path, 0, 0, ""), $"{refused.Count - MostShown} more lines without an identity code", "Correct them.",
                FaultKind.Warning);
        }
    }
}
