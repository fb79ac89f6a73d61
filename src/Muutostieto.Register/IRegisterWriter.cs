namespace Muutostieto.Register;

/// <summary>The register's write side: it only ever appends. An instance is for one thread at a time.</summary>
public interface IRegisterWriter : IDisposable
{
    /// <summary>
    /// Opens the register for appending. One transaction at a time may be open on a register, across all processes, so that keys grow in
    /// commit order.
    /// </summary>
    /// <exception cref="Records.MuutostietoException">Transient: another one stayed open for the whole waiting time.</exception>
    RegisterTransaction Begin();
}
