using Muutostieto.Register.PostgreSql;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.PostgreSql;

/// <summary>
/// A register in a PostgreSQL database keeps the contract of every register, each part with the rights of its role alone; also one whose
/// scans go over several connections, of a person each.
/// </summary>
/// <param name="connections">How many a scan has.</param>
[TestFixture(1)]
[TestFixture(3)]
public sealed class PostgreSqlRegisterConformanceTests(int connections) : RegisterConformanceTests
{
    private PostgreSqlDatabase database = null!;

    [SetUp]
    public void MakeDatabase() => database = RegisterDatabase.New();

    [TearDown]
    public void RemoveDatabase() => database.Dispose();

    protected override IRegisterLoader Create(RegisterOrigin origin) =>
        PostgreSqlRegister.Create(RegisterDatabase.ForWriter(database), origin, Some.Clock);

    protected override IRegister OpenRead() =>
        PostgreSqlRegister.OpenRead(RegisterDatabase.ForReader(database), connections, personsInRange: 1);

    protected override IRegisterWriter OpenWrite(TimeSpan? wait = null) =>
        PostgreSqlRegister.OpenWrite(RegisterDatabase.ForWriter(database), wait);

    protected override void StartAfresh() => RegisterDatabase.Empty(database);
}
