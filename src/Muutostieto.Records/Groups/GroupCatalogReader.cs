using System.IO.Abstractions;
using System.Text.Json;

namespace Muutostieto.Records.Groups;

/// <summary>Reads and checks the record layouts. Reports all errors at once.</summary>
public static class GroupCatalogReader
{
    private const long Largest = 16 << 20;

    /// <summary>Reads a file of layouts.</summary>
    /// <exception cref="MuutostietoException">The file is missing, unreadable or has faults; every fault is in the message.</exception>
    public static GroupCatalog Load(IFileSystem files, string path)
    {
        byte[] source;
        try
        {
            source = files.FileInfo.New(path) is { Exists: true, Length: > Largest }
                ? throw new IOException($"it has more than {Largest} bytes")
                : files.File.ReadAllBytes(path);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: the record layouts cannot be read ({error.Message}). Let the program's user read it and its folder.",
                error);
        }
        catch (IOException error)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: the record layouts cannot be read ({error.Message}).",
                error)
            {
                Remedy = new RecordsRemedy.GiveLayouts(),
            };
        }

        var (catalog, faults) = Read(source);
        return catalog
            ?? throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: {faults.Count} {(faults.Count == 1 ? "fault" : "faults")} in the record "
                    + $"layouts:{string.Concat(faults.Select(fault => $"{Environment.NewLine}  {fault}"))}");
    }

    /// <summary>Reads layouts from JSON (comments allowed).</summary>
    /// <returns>The catalog, or null and every fault found.</returns>
    public static (GroupCatalog? Catalog, IReadOnlyList<CatalogFault> Faults) Read(ReadOnlySpan<byte> json)
    {
        CatalogFile? file;
        try
        {
            file = JsonSerializer.Deserialize(json, CatalogFileContext.Strict.CatalogFile);
        }
        catch (JsonException error)
        {
            return (null, [new CatalogFault($"line {(error.LineNumber ?? 0) + 1}", What(error))]);
        }

        if (file is null || file.Groups.Count == 0)
        {
            return (null, [new CatalogFault("line 1", "no groups; expected { \"format\": 1, \"groups\": [ … ] }")]);
        }

        if (file.Groups.Any(group =>
                group is null
                || group.Fields.Any(field => field is null || field.Codes.Concat(field.Of).Any(code => code is null))
                || group.Key.Concat(group.Clarifies).Any(name => name is null)))
        {
            return (null, [new CatalogFault("groups", "null in a list; expected a group, a field or a name")]);
        }

        var faults = new CatalogChecker(file).Check();
        return faults.Count > 0 ? (null, faults) : (new GroupCatalog([.. file.Groups.Select(Build)], json, file.Unit), faults);
    }

    /// <summary>The reader's messages on malformed JSON help the file's editor; those on an unexpected type are for programmers.</summary>
    private static string What(JsonException error)
    {
        var end = error.Message.IndexOf(" Path:", StringComparison.Ordinal);
        return error.InnerException is JsonException && end > 0
            ? $"this is not JSON: {error.Message[..end].TrimEnd('.')}"
            : $"{error.Path} is no key that layouts have, or its value is of another kind than expected";
    }

    private static GroupSpec Build(CatalogFile.Group group) =>
        new(group.Code, group.Name, group.Version, [.. group.Fields.Select(field => new FieldSpec
        {
            Name = field.Name,
            Kind = CatalogChecker.Kinds[field.Kind],
            At = field.At,
            Length = field.Length,
            Codes = field.Codes,
            FlagOf = field.Of,
            ResidenceOf = field.ResidenceOf,
            ResidenceShared = field.ResidenceShared,
        })])
        {
            Length = group.Length,
            NameFi = group.Fi,
            NameEn = group.En,
            Key = group.Key,
            Clarifies = group.Clarifies,
            CountOf = group.CountOf,
            Holds = group.Holds,
            IsExclusive = group.Exclusive || group.Key.Count == 0,
            KeepsEnded = group.KeepsEnded || group.OnlyEnded,
            IsOnlyEnded = group.OnlyEnded,
            InTable = group.InTable ?? (group.Key.Count == 0 && group.Clarifies.Count == 0),
            IsOwn = group.Origin != "batch",
            IsComputed = group.Origin == "computed",
        };
}
