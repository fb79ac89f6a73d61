using System.IO.Compression;
using System.Text;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Records.Files;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Deliveries.Tests.Composition;

/// <summary>Everything that a recipient gets of a delivery, and everything in its package, as bytes.</summary>
internal sealed class DeliveredBytes
{
    private readonly List<(string Name, byte[] Bytes)> files = [];

    private DeliveredBytes(ComposedDelivery delivery, string folder)
    {
        foreach (var file in delivery.Files)
        {
            var path = Path.Combine(folder, file.Name);
            files.Add((file.Name, File.ReadAllBytes(path)));
            if (file.Form == "csv")
            {
                using var zip = ZipFile.OpenRead(path);
                foreach (var entry in zip.Entries)
                {
                    using var content = new MemoryStream();
                    using var stream = entry.Open();
                    stream.CopyTo(content);
                    files.Add((entry.FullName, content.ToArray()));
                }
            }
        }
    }

    /// <summary>Composes a delivery of these persons.</summary>
    internal static DeliveredBytes Of(IEnumerable<NewVersion> persons, DeliveryContext context)
    {
        var folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
        try
        {
            var path = Path.Combine(folder, "register.db");
            using (var loader = SqliteRegister.Create(path, new RegisterOrigin(RegisterKind.Synthetic, "test"), TimeProvider.System))
            {
                foreach (
                    var person in persons
                        .OrderBy(person => person.Municipality, StringComparer.Ordinal)
                        .ThenBy(person => person.IdentityCode, StringComparer.Ordinal))
                {
                    loader.Add(person);
                }

                loader.Complete();
            }

            using var register = SqliteRegister.OpenRead(path);
            var target = Directory.CreateDirectory(Path.Combine(folder, "delivery")).FullName;
            return new DeliveredBytes(
                new BaseComposer(register, Layouts.Catalog, new DiskSync()).Compose(context, target, null, CancellationToken.None),
                target);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The files in which a text occurs, in ISO-8859-1 or UTF-8; a date also in the CSV's form.</summary>
    /// <remarks>
    /// Digits of five and fewer come about in sums and sizes by chance: they are looked for in records only. The package itself is
    /// compressed; its entries are searched.
    /// </remarks>
    internal IEnumerable<string> FilesWith(string text)
    {
        var needles = new List<byte[]> { Encoding.Latin1.GetBytes(text), Encoding.UTF8.GetBytes(text) };
        if (text.Length == 8 && text.All(char.IsAsciiDigit))
        {
            needles.Add(Encoding.ASCII.GetBytes($"{text[..4]}-{text[4..6]}-{text[6..]}"));
        }

        return files
            .Where(file => text.Length > 5 || IsOfRecords(file.Name))
            .Where(file => needles.Any(needle => file.Bytes.AsSpan().IndexOf(needle) >= 0))
            .Select(file => file.Name);
    }

    /// <summary>The only file whose name ends so.</summary>
    internal string TextOf(string ending, Encoding encoding) =>
        encoding.GetString(files.Single(file => file.Name.EndsWith(ending, StringComparison.Ordinal)).Bytes);

    /// <summary>The identity codes with a record or a row, by file.</summary>
    internal IEnumerable<(string File, string IdentityCode)> Subjects()
    {
        foreach (var (name, bytes) in files.Where(file => IsOfRecords(file.Name)))
        {
            if (name.EndsWith(".PTT", StringComparison.Ordinal))
            {
                foreach (var line in Encoding.Latin1.GetString(bytes).Split("\r\n").Where(line => line.Length > 26 && line[0] != '\''))
                {
                    yield return (name, line[..11]);
                }
            }
            else
            {
                var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
                var column = Array.IndexOf(lines[0].Split(';'), "henkilotunnus");
                foreach (var line in lines.Skip(1))
                {
                    yield return (name, line.Split(';')[column]);
                }
            }
        }
    }

    private static bool IsOfRecords(string name) =>
        name.EndsWith(".PTT", StringComparison.Ordinal) || name.EndsWith(".csv", StringComparison.Ordinal);
}
