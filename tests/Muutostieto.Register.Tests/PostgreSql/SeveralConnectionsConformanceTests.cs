using Muutostieto.Register.PostgreSql;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.PostgreSql;

/// <summary>A reader that scans over several connections, of a few persons each, keeps the contract of every register.</summary>
[TestFixture]
public sealed class SeveralConnectionsConformanceTests : RegisterConformanceTests
{
    private PostgreSqlDatabase database = null!;

    [SetUp]
    public void MakeDatabase() => database = RegisterDatabase.New();

    [TearDown]
    public void RemoveDatabase() => database.Dispose();

    protected override IRegisterLoader Create(RegisterOrigin origin) =>
        PostgreSqlRegister.Create(RegisterDatabase.ForWriter(database), origin, Some.Clock);

    protected override IRegister OpenRead() => PostgreSqlRegister.OpenRead(RegisterDatabase.ForReader(database), 3, personsInRange: 1);

    protected override IRegisterWriter OpenWrite(TimeSpan? wait = null) =>
        PostgreSqlRegister.OpenWrite(RegisterDatabase.ForWriter(database), wait);

    protected override void StartAfresh() => RegisterDatabase.Empty(database);
}
