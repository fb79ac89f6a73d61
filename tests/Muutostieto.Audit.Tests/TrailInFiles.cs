using System.IO.Abstractions;

namespace Muutostieto.Audit.Tests;

/// <summary>A trail in the files of a folder.</summary>
public sealed class TrailInFiles : TrailScene
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("muutostieto-");

    internal string Folder => Path.Combine(root.FullName, "audit");

    internal override IAuditTrail Trail => new AuditStore(Folder, Clock, NoDisk.Instance);

    internal override AuditReader Reader => new(new FileSystem(), Folder);

    internal override string Chain => File.ReadAllText(ChainPath);

    internal override IReadOnlyDictionary<string, byte[]> Payloads => Directory
        .GetFiles(Path.Combine(Folder, "persons"))
        .ToDictionary(file => "persons/" + Path.GetFileName(file), File.ReadAllBytes);

    private string ChainPath => Path.Combine(Folder, "chain.jsonl");

    internal override string PlaceOf(int entry) => $"chain.jsonl line {entry}";

    internal override string PlaceOf(string payload, long? part = null) => payload;

    internal override void Write(IEnumerable<string> lines) =>
        File.WriteAllText(ChainPath, string.Concat(lines.Select(line => line + "\n")));

    internal override void Remove(int entry) => Write(Lines.Where((_, at) => at != entry - 1));

    internal override void WritePayload(string name, byte[] content) => File.WriteAllBytes(Path.Combine(Folder, name), content);

    internal override void RemovePayload(string name) => File.Delete(Path.Combine(Folder, name));

    private protected override void Close() => root.Delete(recursive: true);
}
