using System.Text;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Testing;

/// <summary>A real register of a few persons in a folder of its own.</summary>
internal sealed class TestRegister : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    private TestRegister(IEnumerable<NewVersion> persons)
    {
        using (var loader = SqliteRegister.Create(Path, new RegisterOrigin(RegisterKind.Synthetic, "test"), TimeProvider.System))
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

        Reader = SqliteRegister.OpenRead(Path);
    }

    internal IRegister Reader { get; }

    internal string Path => System.IO.Path.Combine(folder, "register.db");

    /// <summary>A register of these persons; the columns are taken from what their groups say.</summary>
    internal static TestRegister Of(params string[] documents) => new(documents.Select(Person));

    internal static NewVersion Person(string document)
    {
        var json = System.Text.Json.JsonDocument.Parse(document).RootElement;
        string? Value(string code, string field) => json.GetProperty("ryhmat").EnumerateArray()
            .Where(group => group.GetProperty("ryhma").GetString() == code)
            .Select(group => group.TryGetProperty(field, out var value) ? value.GetString() : "")
            .FirstOrDefault();
        return new NewVersion
        {
            IdentityCode = json.GetProperty("hetu").GetString()!,
            Municipality = Value("204", "kuntanumero") ?? "",
            Alive = Value("013", "kuolinpv") is null,
            NonDisclosureEnd = Value("015", "paattymispv"),
            Document = Encoding.UTF8.GetBytes(document),
        };
    }

    public void Dispose()
    {
        Reader.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
