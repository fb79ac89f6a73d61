namespace Muutostieto.Recipient.Tests.Support;

/// <summary>A folder of one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("muutostieto-recipient-").FullName;

    internal string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Everything in the folder, hidden files too.</summary>
    internal IEnumerable<string> Names =>
        Directory.EnumerateFileSystemEntries(Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal)!;

    internal string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    internal string Write(string name, string text) => Write(name, System.Text.Encoding.Latin1.GetBytes(text));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
