namespace Muutostieto.Disclosure;

/// <summary>What becomes of content when a non-disclosure order was entered after its key for a person in it.</summary>
public enum LateOrder
{
    /// <summary>Its bytes are recorded, or about to be: it is sent as it is or not at all, so it is not made.</summary>
    Refuse,

    /// <summary>
    /// Its bytes are recorded nowhere: the person is masked or left out, as if the order had been in force as of the key.
    /// </summary>
    Mask,

    /// <summary>It goes nowhere, and is only compared with what was recorded: later orders count for nothing.</summary>
    Disregard,
}
