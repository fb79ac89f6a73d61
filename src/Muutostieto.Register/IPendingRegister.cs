namespace Muutostieto.Register;

/// <summary>
/// A new register that is filled by entries before anyone may take it for the population. It is there with <see cref="Complete"/>;
/// disposed of without it, nothing is left behind.
/// </summary>
public interface IPendingRegister : IDisposable
{
    /// <summary>Opens it for reading. Reader and writer are not used at the same time.</summary>
    IRegister OpenRead();

    /// <summary>Opens it for appending.</summary>
    IRegisterWriter OpenWrite();

    /// <summary>Makes it appear, whole and durable. What was opened has been closed.</summary>
    /// <exception cref="Records.MuutostietoException">Transient: another program has made a register meanwhile, or has this one open.
    /// </exception>
    void Complete();
}
