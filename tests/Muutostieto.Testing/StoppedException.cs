namespace Muutostieto.Testing;

/// <summary>Simulates a killed process: nothing catches it, so nothing is cleaned up.</summary>
internal sealed class StoppedException : Exception;
