using System.IO.Abstractions;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Muutostieto.Records.Files;

namespace Muutostieto.Server.SelfService;

/// <summary>The keys of cookies as files that are the program's user's alone.</summary>
internal sealed class KeyFiles(IFileSystem files, string folder) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => files.Directory.Exists(folder)
        ? [.. files.Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(Read)]
        : [];

    public void StoreElement(XElement element, string friendlyName)
    {
        // The name is the package's own: "key-" or "revocation-" and an id.
        var path = Path.Combine(folder, friendlyName + ".xml");
        var hidden = Path.Combine(folder, "." + friendlyName + ".tmp");
        PrivateFile.Write(files, hidden, System.Text.Encoding.UTF8.GetBytes(element.ToString()));
        files.File.Move(hidden, path, overwrite: true);
    }

    private XElement Read(string path)
    {
        using var file = PrivateFile.Open(files, path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return XElement.Load(file);
    }
}
