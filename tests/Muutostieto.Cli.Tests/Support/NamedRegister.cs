using System.Text;
using Muutostieto.Extracts.Tests.Support;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Cli.Tests.Support;

/// <summary>An installation's register of invented persons that a test enters one by one; their ids are 1, 2 and so on.</summary>
internal static class NamedRegister
{
    /// <summary>Makes the register; its installation must have none.</summary>
    internal static void Create(TestInstallation installation, IEnumerable<NamedPerson> persons)
    {
        Directory.CreateDirectory(installation.Data);
        using (var loader = SqliteRegister.Create(
            installation.Register, new RegisterOrigin(RegisterKind.Synthetic), new SetClock(new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero))))
        {
            loader.Complete();
        }

        Enter(installation, [.. persons.Select(person => (person, (long?)null, Array.Empty<long>()))]);
    }

    /// <summary>Enters persons as they are now: new ones, or those that have an id; with those who become one with each.</summary>
    internal static void Enter(TestInstallation installation, params (NamedPerson Person, long? Id, long[] Merged)[] entries)
    {
        using var writer = SqliteRegister.OpenWrite(installation.Register);
        using var transaction = writer.Begin();
        foreach (var (person, id, merged) in entries)
        {
            var version = TestRegister.Person(person.Document) with
            {
                PersonId = id,
                FormerCodes = person.FormerCodes,
                MergedPersons = merged,
            };
            _ = transaction.Append(
                new NewEntry("XXX", "20261101", "1", "1", Encoding.UTF8.GetBytes(person.Document), version));
        }

        transaction.Commit();
    }
}
