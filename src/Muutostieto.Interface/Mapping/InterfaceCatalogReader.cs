using System.IO.Abstractions;
using System.Text.Json;
using System.Text.Json.Serialization;
using Muutostieto.Records;
using Muutostieto.Records.Groups;

namespace Muutostieto.Interface.Mapping;

/// <summary>Reads and checks the mapping between our groups and the interface's. Reports all errors at once.</summary>
internal static class InterfaceCatalogReader
{
    private const long Largest = 16 << 20;
    private const string Shipped = "Muutostieto.Interface.tietoryhmat.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The mapping that came with the program.</summary>
    /// <exception cref="MuutostietoException">The layouts lack what it names; every fault is in the message.</exception>
    public static InterfaceCatalog Default(GroupCatalog layouts)
    {
        using var stream = typeof(InterfaceCatalogReader).Assembly.GetManifestResourceStream(Shipped)!;
        using var source = new MemoryStream();
        stream.CopyTo(source);
        return Require(Shipped, source.ToArray(), layouts);
    }

    /// <summary>Reads a file of the mapping.</summary>
    /// <exception cref="MuutostietoException">The file is missing, unreadable or has faults; every fault is in the message.</exception>
    public static InterfaceCatalog Load(IFileSystem files, string path, GroupCatalog layouts)
    {
        byte[] source;
        try
        {
            source = files.FileInfo.New(path) is { Exists: true, Length: > Largest }
                ? throw new IOException($"it has more than {Largest} bytes")
                : files.File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: the mapping of the interface cannot be read ({error.Message}). Make the file readable, or remove it: then "
                    + "the mapping that came with the program is used.",
                error);
        }

        return Require(path, source, layouts);
    }

    /// <summary>Reads the mapping from JSON (comments allowed).</summary>
    /// <returns>The catalog, or null and every fault found.</returns>
    internal static (InterfaceCatalog? Catalog, IReadOnlyList<CatalogFault> Faults) Read(ReadOnlySpan<byte> json, GroupCatalog layouts)
    {
        InterfaceCatalogFile? file;
        try
        {
            file = JsonSerializer.Deserialize<InterfaceCatalogFile>(json, Options);
        }
        catch (JsonException error)
        {
            return (null, [new CatalogFault($"line {(error.LineNumber ?? 0) + 1}", What(error))]);
        }

        if (file is null || file.Tietoryhmat.Count == 0)
        {
            return (null, [new CatalogFault("line 1", "no tietoryhmat; expected { \"format\": 1, \"tietoryhmat\": [ … ] }")]);
        }

        if (HasNull(file))
        {
            return (null, [new CatalogFault("tietoryhmat", "null in a list; expected a tietoryhmä, a field or a text")]);
        }

        var faults = new InterfaceCatalogChecker(file, layouts).Check();
        return faults.Count > 0 ? (null, faults) : (new InterfaceCatalogBuilder(file, layouts).Build(), faults);
    }

    private static bool HasNull(InterfaceCatalogFile file) =>
        file.Tietoryhmat.Any(group =>
            group is null
            || HasNull(group.Fields)
            || group.Mask.Any(name => name is null)
            || group.When.Values.Concat(group.Unless.Values).Any(values => values is null || values.Any(value => value is null))
            || (group.Collects?.Changed.Any(list => list is null) ?? false))
        || HasNull(file.Person.Fields)
        || file.NotServed.Any(unserved => unserved is null)
        || file.NotInRegister.Any(absent => absent is null || absent.Names.Any(name => name is null))
        || file.Enumerations.Values.Any(table => table is null || table.Values.Any(name => name is null));

    private static bool HasNull(IReadOnlyList<InterfaceCatalogFile.Field> fields) =>
        fields.Any(field =>
            field is null || field.Parts.Concat(field.Attributes).Any(text => text is null) || HasNull(field.Fields));

    private static InterfaceCatalog Require(string path, ReadOnlySpan<byte> source, GroupCatalog layouts)
    {
        var (catalog, faults) = Read(source, layouts);
        return catalog
            ?? throw new MuutostietoException(
                FailureKind.Usage,
                $"{path}: {faults.Count} {(faults.Count == 1 ? "fault" : "faults")} in the mapping of the "
                    + $"interface:{string.Concat(faults.Select(fault => $"{Environment.NewLine}  {fault}"))}");
    }

    /// <summary>The reader's messages on malformed JSON help the file's editor; those on an unexpected type are for programmers.</summary>
    private static string What(JsonException error)
    {
        var end = error.Message.IndexOf(" Path:", StringComparison.Ordinal);
        return error.InnerException is JsonException && end > 0
            ? $"this is not JSON: {error.Message[..end].TrimEnd('.')}"
            : $"{error.Path} is no key that the mapping has, or its value is of another kind than expected";
    }
}
