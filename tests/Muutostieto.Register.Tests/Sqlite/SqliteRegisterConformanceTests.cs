using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Sqlite;

[TestFixture]
public sealed class SqliteRegisterConformanceTests : RegisterConformanceTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    protected override IRegisterLoader Create(RegisterOrigin origin) => SqliteRegister.Create(_folder.File("register.db"), origin, Some.Clock);

    protected override IRegister OpenRead() => SqliteRegister.OpenRead(_folder.File("register.db"));

    protected override IRegisterWriter OpenWrite(TimeSpan? wait = null) => SqliteRegister.OpenWrite(_folder.File("register.db"), wait);

    protected override void StartAfresh()
    {
        _folder.Dispose();
        _folder = new TemporaryFolder();
    }
}
