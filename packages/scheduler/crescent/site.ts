import { Observer } from 'astronomy-engine';

/**
 * Cities that span Iran: each side, each coast and the capital. A month begins for the whole country when the crescent is seen anywhere
 * in it. Latitude and longitude in degrees, height in metres.
 */
export const IRAN_SITES: readonly Observer[] = [
  new Observer(37.55, 45.08, 1330), // Urmia
  new Observer(36.3, 59.61, 980), // Mashhad
  new Observer(35.69, 51.39, 1200), // Tehran
  new Observer(31.32, 48.67, 20), // Ahvaz
  new Observer(30.28, 57.08, 1750), // Kerman
  new Observer(28.97, 50.84, 5), // Bushehr
  new Observer(27.18, 56.27, 10), // Bandar Abbas
  new Observer(25.29, 60.64, 10), // Chabahar
];
