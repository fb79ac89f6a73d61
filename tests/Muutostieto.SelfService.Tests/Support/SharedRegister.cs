using Muutostieto.Register;
using Muutostieto.Register.Sqlite;
using Muutostieto.Synthetic;

namespace Muutostieto.SelfService.Tests.Support;

/// <summary>One synthetic register for all tests of this process, made once; each test has a copy of its own.</summary>
[SetUpFixture]
public sealed class SharedRegister
{
    private static readonly Lazy<string> Made = new(Make);

    internal static void CopyTo(string path) => File.Copy(Made.Value, path);

    [OneTimeTearDown]
    public void Remove()
    {
        if (Made.IsValueCreated)
        {
            Directory.Delete(Path.GetDirectoryName(Made.Value)!, recursive: true);
        }
    }

    private static string Make()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("muutostieto-register-").FullName, "register.db");
        var population = new SyntheticPopulation(new PopulationOptions { Municipalities = ["697", "290"], Persons = 400, Seed = 7 });
        using var loader = SqliteRegister.Create(path, new RegisterOrigin(RegisterKind.Synthetic, "test", 7), TimeProvider.System);
        foreach (var person in population.Create())
        {
            _ = loader.Add(new NewVersion
            {
                IdentityCode = person.IdentityCode,
                FormerCodes = person.FormerCodes,
                Municipality = person.Municipality,
                Alive = person.Alive,
                NonDisclosureEnd = person.NonDisclosureEnd,
                Document = person.Document,
            });
        }

        loader.Complete();
        return path;
    }
}
